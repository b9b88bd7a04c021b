// The heap of a short command: taken from the system at once and in large pages.

#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "Heap.h"

// A first touch of a page costs as much as parsing several kilobytes of text, so a command that reads a whole model and
// ends spends its time on pages rather than on the model. The room is only reserved; what is not used costs nothing.
void graven_prepare_heap(size_t bytes) {
  const uintptr_t huge = (uintptr_t)2 << 20;
  mallopt(M_TOP_PAD, (int)bytes);
  mallopt(M_TRIM_THRESHOLD, INT32_MAX);
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  // Volatile, or the compiler leaves out the allocation that makes the heap grow.
  void *volatile room = malloc(256 << 10);
  free(room);
  uintptr_t end = (uintptr_t)sbrk(0);
  uintptr_t start = ((end - bytes) + huge - 1) & ~(huge - 1);
  if (end != (uintptr_t)-1 && end - bytes < end && start < end) {
    madvise((void *)start, (end & ~(huge - 1)) - start, MADV_HUGEPAGE);
  }
}

// Threads come and go with each analysis of a large model: with heaps of their own each would keep what it freed.
void graven_prepare_service_heap(void) {
  mallopt(M_ARENA_MAX, 1);
  mallopt(M_MMAP_THRESHOLD, 4 << 20);
  mallopt(M_TRIM_THRESHOLD, 16 << 20);
}

void graven_trim_heap(void) { malloc_trim(0); }
