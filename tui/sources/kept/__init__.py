"""What was shown last, kept in small files so that it is there at once the next time.

An entry says what it rests on: each file with its content, each file that was not there, the program itself. It is
used only where all of that is still so; whatever else is the matter with it, it is as if there were none.
"""
