// See pool.h. One 64-bit ticket holds (epoch:24, count:20, next:20): claiming an item is one addition, and a join waits
// for items and not for workers, so a worker that the system has put aside before its first claim delays nobody.
// Workers spin for a while after their last item, then wait on a futex.
#define _GNU_SOURCE
#include "include/pool.h"

#include <linux/futex.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

// About 0.4 ms: longer than the gap between two kernels, shorter than anyone notices.
enum { spins = 12000, job_count = 8 };
static const uint64_t item_mask = 0xFFFFF;

typedef struct {
  void (*item)(void *, long);
  void *context;
  _Atomic long done;
  char padding[64 - 24];
} job;

struct graven_pool {
  _Atomic uint64_t ticket;
  char padding_ticket[56];
  _Atomic uint32_t bell;
  _Atomic int waiting;
  _Atomic int ends;
  char padding_bell[52];
  job jobs[job_count];
  // Whoever runs a job has it, so that a second one waits.
  pthread_mutex_t turn;
  uint32_t epoch;
  int threads;
  pthread_t *workers;
};

static inline void relax(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

static void work(graven_pool *pool) {
  for (;;) {
    uint64_t ticket = atomic_load_explicit(&pool->ticket, memory_order_acquire);
    if ((ticket & item_mask) >= (ticket >> 20 & item_mask)) return;
    ticket = atomic_fetch_add_explicit(&pool->ticket, 1, memory_order_acq_rel);
    long number = ticket & item_mask, count = ticket >> 20 & item_mask;
    if (number >= count) return;
    job *current = &pool->jobs[ticket >> 40 & (job_count - 1)];
    current->item(current->context, number);
    atomic_fetch_add_explicit(&current->done, 1, memory_order_release);
  }
}

static void wait_for_bell(graven_pool *pool, uint32_t heard) {
  for (long spin = 0; spin < spins; spin++) {
    if (atomic_load_explicit(&pool->bell, memory_order_acquire) != heard) return;
    relax();
  }
  while (atomic_load(&pool->bell) == heard) {
    atomic_fetch_add(&pool->waiting, 1);
    if (atomic_load(&pool->bell) == heard)
      syscall(SYS_futex, &pool->bell, FUTEX_WAIT_PRIVATE, heard, NULL, NULL, 0);
    atomic_fetch_sub(&pool->waiting, 1);
  }
}

static void *worker(void *argument) {
  graven_pool *pool = argument;
  uint32_t heard = 0;
  for (;;) {
    wait_for_bell(pool, heard);
    heard = atomic_load_explicit(&pool->bell, memory_order_acquire);
    if (atomic_load(&pool->ends)) return NULL;
    work(pool);
  }
}

static void ring(graven_pool *pool) {
  atomic_fetch_add(&pool->bell, 1);
  if (atomic_load(&pool->waiting)) syscall(SYS_futex, &pool->bell, FUTEX_WAKE_PRIVATE, 1 << 30, NULL, NULL, 0);
}

graven_pool *graven_pool_create(int threads) {
  graven_pool *pool = aligned_alloc(64, (sizeof(graven_pool) + 63) / 64 * 64);
  if (!pool) return NULL;
  *pool = (graven_pool){.threads = 1, .turn = PTHREAD_MUTEX_INITIALIZER};
  pool->workers = calloc(threads > 0 ? threads : 1, sizeof(pthread_t));
  if (!pool->workers) return pool;
  for (; pool->threads < threads; pool->threads++)
    if (pthread_create(&pool->workers[pool->threads], NULL, worker, pool)) break;
  return pool;
}

void graven_pool_destroy(graven_pool *pool) {
  if (!pool) return;
  atomic_store(&pool->ends, 1);
  ring(pool);
  for (int number = 1; number < pool->threads; number++) pthread_join(pool->workers[number], NULL);
  free(pool->workers);
  free(pool);
}

int graven_pool_threads(const graven_pool *pool) { return pool ? pool->threads : 1; }

void graven_pool_run(graven_pool *pool, long count, void (*item)(void *, long), void *context) {
  // More items than a ticket can count go in several jobs.
  if (!pool || pool->threads < 2 || count < 2 || count > (long)item_mask) {
    for (long number = 0; number < count; number++) item(context, number);
    return;
  }
  pthread_mutex_lock(&pool->turn);
  uint32_t epoch = ++pool->epoch & 0xFFFFFF;
  job *next = &pool->jobs[epoch & (job_count - 1)];
  next->item = item;
  next->context = context;
  atomic_store_explicit(&next->done, 0, memory_order_relaxed);
  atomic_store_explicit(&pool->ticket, (uint64_t)epoch << 40 | (uint64_t)count << 20, memory_order_release);
  ring(pool);
  work(pool);
  while (atomic_load_explicit(&next->done, memory_order_acquire) < count) relax();
  pthread_mutex_unlock(&pool->turn);
}
