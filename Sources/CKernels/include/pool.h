// A fork-join pool: threads that take the items of one job after the other.
#ifndef GRAVEN_POOL_H
#define GRAVEN_POOL_H

typedef struct graven_pool graven_pool;

/// Makes a pool of so many threads, the caller's among them. NULL where there is no memory.
graven_pool *graven_pool_create(int threads);

/// Ends the threads and frees the pool. NULL is allowed.
void graven_pool_destroy(graven_pool *pool);

/// Calls `item` for every number below `count`, on all threads, in any order; returns when all calls have.
/// A pool runs one job at a time: a second caller waits, and no item may start another. Without a pool everything runs
/// in the caller.
void graven_pool_run(graven_pool *pool, long count, void (*item)(void *context, long number), void *context);

/// The number of threads, the caller's among them; 1 without a pool.
int graven_pool_threads(const graven_pool *pool);

#endif
