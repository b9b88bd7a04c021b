// What gemm.c and conv.c need of an instruction set: the inner loops of vector_kernels.h, as a table.
#ifndef GRAVEN_VECTORS_H
#define GRAVEN_VECTORS_H

/// Eight floats, at any address.
typedef float v8 __attribute__((vector_size(32), aligned(4)));

enum {
  /// The rows and columns of a block of C that stays in registers.
  tile_rows = 6,
  tile_columns = 16,
  /// The part of the depth that is multiplied at once: 16 columns of it lie in the innermost cache.
  depth_block = 256,
};

/// A block of C of at most 6 × 16, and what is added to it.
typedef struct {
  const float *a;
  long a_row;
  /// 16 columns, the rows `b_row` apart.
  const float *b;
  long b_row;
  long depth;
  float *c;
  long c_row;
  int rows, columns;
  const float *d;
  long d_row, d_column;
  float alpha, beta;
} tile;

/// One channel of a depthwise convolution whose input has its padding around it, so that no window leaves it.
typedef struct {
  /// The rows are `in_row` floats apart, and have all that the windows of the next multiple of 8 columns read.
  const float *in;
  long in_row;
  const float *weights;
  float bias;
  int kernel_height, kernel_width;
  long stride_y;
  int stride_x, dilation_y, dilation_x;
  float *out;
  long out_rows, out_columns;
} plane;

/// The inner loops.
typedef struct {
  void (*multiply_tile)(const tile *t);
  /// Puts 16 columns, each of `depth` neighbours, side by side: panel[k][column].
  void (*transpose_panel)(const float *b, long b_column, long depth, float *panel);
  /// c[j] += sum of a[k] · b[k][j].
  void (*row_times_rows)(const float *a, const float *b, long b_row, long depth, long columns, float *c);
  /// c[j] = sum of a[k] · b[j][k].
  void (*row_times_columns)(const float *a, const float *b, long b_column, long depth, long columns, float *c);
  void (*convolve_plane)(const plane *p);
} vector_kernels;

extern const vector_kernels portable_kernels;
#if defined(__x86_64__)
extern const vector_kernels avx2_kernels;
#endif

/// The fastest that this machine has.
static inline const vector_kernels *chosen_kernels(void) {
#if defined(__x86_64__) && !defined(GRAVEN_PORTABLE)
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return &avx2_kernels;
#endif
  return &portable_kernels;
}

#endif
