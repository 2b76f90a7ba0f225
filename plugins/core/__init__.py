"""What every room builds on: findings, fields, headers, dates, the clock and locks. Standard library only."""
