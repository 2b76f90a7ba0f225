"""What a newsroom knows besides its stories' words: people, campaigns, announcements, what is related, what is due."""
