// A product whose B is made panel by panel, as conv.c needs it: an image's windows need not lie anywhere as a matrix.
#ifndef GRAVEN_GEMM_PANELS_H
#define GRAVEN_GEMM_PANELS_H

#include "include/gemm.h"
#include "vectors.h"

/// Writes some rows of at most 16 columns of B to panel[row][16], with anything finite in columns that are not there.
typedef void (*panel_packer)(const void *source, const vector_kernels *kernels, long first_row, long rows,
                             long first_column, long columns, float *panel);

/// How many floats of scratch memory `multiply_panels` needs.
long panels_scratch(const graven_matmul *problem);

/// Computes a product.
///
/// \param reads_b whether full panels are read from the problem's B, whose columns lie side by side, instead of packed.
void multiply_panels(graven_pool *pool, const graven_matmul *problem, panel_packer pack, const void *source,
                     int reads_b, float *scratch);

#endif
