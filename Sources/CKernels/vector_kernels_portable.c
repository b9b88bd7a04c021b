// The inner loops for what the compiler takes for granted: SSE2, Neon.
#define TARGET
#if defined(__x86_64__)
// 16 registers of four floats hold half a tile.
#define TILE_VECTORS 1
#else
#define TILE_VECTORS 2
#endif
#define KERNELS portable_kernels
#define BROADCAST(p) all(*(p))

// No vector is passed to a function that is not inlined.
#pragma clang diagnostic ignored "-Wpsabi"
#include "vector_kernels.h"
