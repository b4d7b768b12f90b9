"""The sections of the report, a room for each subject; a section is nothing where there is nothing to say."""
