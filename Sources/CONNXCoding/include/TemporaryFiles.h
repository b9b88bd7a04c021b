// The temporary files that exist right now, so that a signal which ends the process can take them with it.

#ifndef GRAVEN_TEMPORARY_FILES_H
#define GRAVEN_TEMPORARY_FILES_H

/// Notes the path of a file that is about to be created. Returns its place in the table, or -1 where the table is full
/// or the path too long, which only costs the clean-up.
int graven_temporary_add(const char *path);

/// Forgets a file that is gone, or that has become the real one.
void graven_temporary_remove(int place);

/// Unlinks every file in the table; may be called from a signal handler.
void graven_temporary_unlink_all(void);

/// Makes the signals that usually end a program call graven_temporary_unlink_all first. Those that are ignored or
/// handled already stay as they are. A write past `ulimit -f` becomes an error (EFBIG) instead of a signal.
void graven_temporary_unlink_on_signals(void);

#endif
