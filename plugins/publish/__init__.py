"""A finished site goes to where it is served from, is compared there, goes back, or loses a member.

asked          `publish` in each of its ways: in which order all is done
ready, older   what must be right before anything is built: address, branch, folder; no older clone
returning      nobody comes back whose picture another copy of the project took back
targets        where a site can go, by the names of publishconf.py; settings: the line of one
plan           what changes there, in an order that breaks no page, and in words. Pure
deliver        a finished site to a target: send (branch, folder), passes (any host), zipped
branch, git, remote            what a remote branch holds; git, which asks nothing; where a remote leads
rclone         rclone, bounded in time, and its failures in words
site_files, hosts_files        the files of a finished site; those that a host put beside it
releases, recorded             the log, going back, what is due; what git keeps of it
aside          the line of a release while it is sent, for when that is killed
rebuilt, taken_out             the texts of a commit as a site of today, without whoever may not be shown
as_published, verify           whether what is live is what was published; asking, answers: a host is asked
withdraw, withdrawing          a member leaves every target; held: what showed them; gone, there: what is left; receipt
"""
