// The inner loops, for one instruction set. Included once for each, with these defined:
//   TARGET          the attribute that chooses the instruction set
//   BROADCAST(p)    eight times the float at p
//   TILE_VECTORS    how many vectors of a tile's row are summed at once: 1 or 2
//   KERNELS         the name of the table
#include "vectors.h"

#include <string.h>

#define INLINE TARGET static inline __attribute__((always_inline))

INLINE v8 load(const float *p) { return *(const v8 *)p; }
INLINE void store(float *p, v8 value) { *(v8 *)p = value; }
INLINE v8 all(float value) { return (v8){value, value, value, value, value, value, value, value}; }

INLINE float sum(v8 v) { return ((v[0] + v[4]) + (v[2] + v[6])) + ((v[1] + v[5]) + (v[3] + v[7])); }

// MARK: - Products

// Writes some columns of a block of C, with the addend.
INLINE void write_columns(int rows, int vectors, const tile *t, int first, v8 sums[tile_rows][TILE_VECTORS]) {
  for (int row = 0; row < rows; row++) {
    float *c = t->c + row * t->c_row + first;
    const float *d = t->d ? t->d + row * t->d_row + first * t->d_column : NULL;
    for (int part = 0; part < vectors; part++) {
      v8 value = t->alpha * sums[row][part];
      int columns = t->columns - first - 8 * part;
      if (columns >= 8) {
        if (d) value += t->beta * (t->d_column ? load(d + 8 * part) : all(*d));
        store(c + 8 * part, value);
        continue;
      }
      for (int column = 0; column < columns; column++)
        c[8 * part + column] = value[column] + (d ? t->beta * d[(8 * part + column) * t->d_column] : 0);
    }
  }
}

INLINE void multiply_columns(int rows, int vectors, const tile *t, int first) {
  v8 sums[tile_rows][TILE_VECTORS];
  const float *a[tile_rows];
#pragma unroll
  for (int row = 0; row < rows; row++) {
    for (int part = 0; part < vectors; part++) sums[row][part] = all(0);
    a[row] = t->a + row * t->a_row;
  }
  const float *b = t->b + first;
  long b_row = t->b_row;
#pragma unroll 2
  for (long k = 0; k < t->depth; k++) {
    v8 factors[TILE_VECTORS];
#pragma unroll
    for (int part = 0; part < vectors; part++) factors[part] = load(b + 8 * part);
    b += b_row;
#pragma unroll
    for (int row = 0; row < rows; row++) {
      v8 factor = BROADCAST(a[row] + k);
#pragma unroll
      for (int part = 0; part < vectors; part++) sums[row][part] += factor * factors[part];
    }
    // Else the compiler moves loads over the whole loop, and has too few registers.
    __asm__ volatile("" ::: "memory");
  }
  write_columns(rows, vectors, t, first, sums);
}

INLINE void multiply_rows(int rows, const tile *t) {
  int first = 0;
  for (; t->columns - first > 8 * (TILE_VECTORS - 1); first += 8 * TILE_VECTORS)
    multiply_columns(rows, TILE_VECTORS, t, first);
  if (first < t->columns) multiply_columns(rows, 1, t, first);
}

TARGET static void multiply_tile(const tile *t) {
  switch (t->rows) {
  case 1: return multiply_rows(1, t);
  case 2: return multiply_rows(2, t);
  case 3: return multiply_rows(3, t);
  case 4: return multiply_rows(4, t);
  case 5: return multiply_rows(5, t);
  default: return multiply_rows(6, t);
  }
}

// Turns eight rows into eight columns.
INLINE void transpose(v8 r[8]) {
  v8 pairs[8], quads[8];
  for (int i = 0; i < 8; i += 2) {
    pairs[i] = __builtin_shufflevector(r[i], r[i + 1], 0, 8, 2, 10, 4, 12, 6, 14);
    pairs[i + 1] = __builtin_shufflevector(r[i], r[i + 1], 1, 9, 3, 11, 5, 13, 7, 15);
  }
  for (int i = 0; i < 8; i += 4)
    for (int j = 0; j < 2; j++) {
      quads[i + j] = __builtin_shufflevector(pairs[i + j], pairs[i + j + 2], 0, 1, 8, 9, 4, 5, 12, 13);
      quads[i + j + 2] = __builtin_shufflevector(pairs[i + j], pairs[i + j + 2], 2, 3, 10, 11, 6, 7, 14, 15);
    }
  for (int i = 0; i < 4; i++) {
    r[i] = __builtin_shufflevector(quads[i], quads[i + 4], 0, 1, 2, 3, 8, 9, 10, 11);
    r[i + 4] = __builtin_shufflevector(quads[i], quads[i + 4], 4, 5, 6, 7, 12, 13, 14, 15);
  }
}

TARGET static void transpose_panel(const float *b, long b_column, long depth, float *panel) {
  long k = 0;
  for (; k + 8 <= depth; k += 8)
    for (int half = 0; half < tile_columns; half += 8) {
      v8 rows[8];
      for (int i = 0; i < 8; i++) rows[i] = load(b + (half + i) * b_column + k);
      transpose(rows);
      for (int i = 0; i < 8; i++) store(panel + (k + i) * tile_columns + half, rows[i]);
    }
  for (; k < depth; k++)
    for (int column = 0; column < tile_columns; column++) panel[k * tile_columns + column] = b[column * b_column + k];
}

TARGET static void row_times_rows(const float *a, const float *b, long b_row, long depth, long columns, float *c) {
  long k = 0;
  for (; k + 4 <= depth; k += 4, b += 4 * b_row) {
    v8 a0 = all(a[k]), a1 = all(a[k + 1]), a2 = all(a[k + 2]), a3 = all(a[k + 3]);
    long j = 0;
    for (; j + 8 <= columns; j += 8) {
      v8 even = load(c + j) + a0 * load(b + j) + a2 * load(b + 2 * b_row + j);
      v8 odd = a1 * load(b + b_row + j) + a3 * load(b + 3 * b_row + j);
      store(c + j, even + odd);
    }
    for (; j < columns; j++)
      c[j] += (a0[0] * b[j] + a1[0] * b[b_row + j]) + (a2[0] * b[2 * b_row + j] + a3[0] * b[3 * b_row + j]);
  }
  for (; k < depth; k++, b += b_row)
    for (long j = 0; j < columns; j++) c[j] += a[k] * b[j];
}

INLINE void dots(int count, const float *a, const float *b, long b_column, long depth, float *c) {
  v8 sums[4][2];
  for (int i = 0; i < count; i++) sums[i][0] = sums[i][1] = all(0);
  long k = 0;
  for (; k + 16 <= depth; k += 16) {
    v8 low = load(a + k), high = load(a + k + 8);
    for (int i = 0; i < count; i++) {
      sums[i][0] += low * load(b + i * b_column + k);
      sums[i][1] += high * load(b + i * b_column + k + 8);
    }
  }
  for (int i = 0; i < count; i++) {
    float rest = 0;
    for (long r = k; r < depth; r++) rest += a[r] * b[i * b_column + r];
    c[i] = sum(sums[i][0] + sums[i][1]) + rest;
  }
}

TARGET static void row_times_columns(const float *a, const float *b, long b_column, long depth, long columns,
                                     float *c) {
  long j = 0;
  for (; j + 4 <= columns; j += 4) dots(4, a, b + j * b_column, b_column, depth, c + j);
  for (; j < columns; j++) dots(1, a, b + j * b_column, b_column, depth, c + j);
}

// MARK: - Depthwise convolution

// Eight floats, a stride apart.
INLINE v8 load_strided(const float *p, int stride) {
  if (stride == 1) return load(p);
  if (stride == 2) return __builtin_shufflevector(load(p), load(p + 8), 0, 2, 4, 6, 8, 10, 12, 14);
  v8 value;
  for (int i = 0; i < 8; i++) value[i] = p[i * stride];
  return value;
}

INLINE void convolve(const plane *p, int kernel_height, int kernel_width, int stride) {
  for (long y = 0; y < p->out_rows; y++) {
    const float *row = p->in + y * p->stride_y * p->in_row;
    float *out = p->out + y * p->out_columns;
    for (long x = 0; x < p->out_columns; x += 8) {
      v8 total = all(p->bias);
      for (int ky = 0; ky < kernel_height; ky++)
        for (int kx = 0; kx < kernel_width; kx++) {
          const float *at = row + ky * p->dilation_y * p->in_row + x * stride + kx * p->dilation_x;
          total += all(p->weights[ky * kernel_width + kx]) * load_strided(at, stride);
        }
      if (x + 8 <= p->out_columns)
        store(out + x, total);
      else
        for (int lane = 0; x + lane < p->out_columns; lane++) out[x + lane] = total[lane];
    }
  }
}

TARGET static void convolve_plane(const plane *p) {
  int is_3x3 = p->kernel_height == 3 && p->kernel_width == 3;
  if (is_3x3 && p->stride_x == 1)
    convolve(p, 3, 3, 1);
  else if (is_3x3 && p->stride_x == 2)
    convolve(p, 3, 3, 2);
  else if (p->stride_x == 1)
    convolve(p, p->kernel_height, p->kernel_width, 1);
  else
    convolve(p, p->kernel_height, p->kernel_width, p->stride_x);
}

const vector_kernels KERNELS = {
    .multiply_tile = multiply_tile,
    .transpose_panel = transpose_panel,
    .row_times_rows = row_times_rows,
    .row_times_columns = row_times_columns,
    .convolve_plane = convolve_plane,
};
