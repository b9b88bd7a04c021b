// Products of matrices of floats.
#ifndef GRAVEN_GEMM_H
#define GRAVEN_GEMM_H

#include "pool.h"

/// C = alpha · A · B + beta · D.
///
/// Strides are in floats. A stride is what lies between two rows (`a_row`) or two columns (`a_column`), so a transposed
/// matrix is one with the two exchanged. C's columns lie side by side. A stride of 0 repeats a row or column of D.
typedef struct {
  long rows, columns, depth;
  const float *a;
  long a_row, a_column;
  const float *b;
  long b_row, b_column;
  float *c;
  long c_row;
  /// NULL for no addend. Its column stride is 0 or 1. It may be C itself.
  const float *d;
  long d_row, d_column;
  float alpha, beta;
} graven_matmul;

/// How many floats of scratch memory `graven_gemm` needs.
long graven_gemm_scratch(const graven_matmul *problem);

/// Computes a product on all threads of the pool, which may be NULL. Nothing outside the matrices is touched.
void graven_gemm(graven_pool *pool, const graven_matmul *problem, float *scratch);

#endif
