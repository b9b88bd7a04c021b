// See FileCalls.h.

#define _GNU_SOURCE
#include "FileCalls.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

ssize_t graven_copy_file_range(int from, int64_t *offset, int to, size_t count) {
#ifdef __linux__
  return copy_file_range(from, offset, to, NULL, count, 0);
#else
  errno = ENOSYS;
  return -1;
#endif
}

int graven_start_writeback(int descriptor, int64_t offset, int64_t count) {
#ifdef __linux__
  return sync_file_range(descriptor, offset, count, SYNC_FILE_RANGE_WRITE);
#else
  errno = ENOSYS;
  return -1;
#endif
}

int graven_reserve(int descriptor, int64_t size) {
#ifdef __linux__
  return fallocate(descriptor, FALLOC_FL_KEEP_SIZE, 0, size);
#else
  errno = ENOSYS;
  return -1;
#endif
}

int graven_memory_file(const char *name) {
#ifdef __linux__
  return memfd_create(name, MFD_CLOEXEC);
#else
  errno = ENOSYS;
  return -1;
#endif
}
