// Linux file calls that Swift's Glibc module leaves out, because their headers ask for _GNU_SOURCE.
// Elsewhere each fails with ENOSYS, and its caller does without.

#ifndef GRAVEN_FILE_CALLS_H
#define GRAVEN_FILE_CALLS_H

#include <stdint.h>
#include <sys/types.h>

/// copy_file_range(2) without flags, from an offset of `from` to the current end of `to`.
ssize_t graven_copy_file_range(int from, int64_t *offset, int to, size_t count);

/// Starts writing a range of a file to its disk, without waiting for it.
int graven_start_writeback(int descriptor, int64_t offset, int64_t count);

/// Sets disk space for the first `size` bytes of a file aside and leaves its length as it is.
int graven_reserve(int descriptor, int64_t size);

/// A file that exists in memory only, until its descriptor is closed.
int graven_memory_file(const char *name);

#endif
