// The inner loops for AVX2 and FMA, whatever the compiler was told about the machine.
#if defined(__x86_64__)
#include "vectors.h"

#define TARGET __attribute__((target("avx2,fma")))
#define TILE_VECTORS 2
#define KERNELS avx2_kernels
#define BROADCAST(p) broadcast(p)

// One instruction, where the compiler would combine loads and shuffles: 100 instead of 40 GFLOP/s.
TARGET static inline __attribute__((always_inline)) v8 broadcast(const float *p) {
  v8 value;
  __asm__("vbroadcastss %1, %0" : "=x"(value) : "m"(*p));
  return value;
}

#include "vector_kernels.h"
#endif
