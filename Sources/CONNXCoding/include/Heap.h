// The process's heap.

#ifndef GRAVEN_HEAP_H
#define GRAVEN_HEAP_H

#include <stddef.h>

/// Reserves heap for a short command: taken from the system at once, in large pages where it has them.
void graven_prepare_heap(size_t bytes);

#endif
