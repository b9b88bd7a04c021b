// The kernels in C: everything that Swift sees of them.
#ifndef GRAVEN_CKERNELS_H
#define GRAVEN_CKERNELS_H

#include "conv.h"
#include "gemm.h"
#include "pool.h"

#endif
