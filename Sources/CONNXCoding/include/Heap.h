// The process's heap.

#ifndef GRAVEN_HEAP_H
#define GRAVEN_HEAP_H

#include <stddef.h>

/// Reserves heap for a short command: taken from the system at once, in large pages where it has them.
void graven_prepare_heap(size_t bytes);

/// For a process that lives long: one heap for all threads, which shrinks.
void graven_prepare_service_heap(void);

/// Gives unused pages back to the system.
void graven_trim_heap(void);

#endif
