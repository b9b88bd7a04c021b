// See gemm.h. B is packed into panels of 16 columns, which the threads then multiply with blocks of A's rows. A is read
// where it lies, unless it is transposed: then it is copied by rows first.
#include "include/gemm.h"
#include "gemm_panels.h"
#include "vectors.h"

#include <string.h>

enum {
  /// The columns that are packed at once.
  column_block = 4096,
  /// What one item of work multiplies, at most. Its part of A stays in the second cache.
  item_rows = 96,
  item_columns = 256,
  /// So few rows do not pay for packing B, if its rows lie in order.
  few_rows = 12,
  /// Fewer multiplications than these are not worth waking anyone.
  serial_work = 1 << 16,
  /// The columns of a product with one row that an item computes.
  thin_columns = 512,
  /// How far apart A's rows lie where an item copies them: rows a power of two apart would share few places in the
  /// innermost cache.
  copied_row = depth_block + 16,
};

static inline long least(long a, long b) { return a < b ? a : b; }
static inline long divided_up(long a, long b) { return (a + b - 1) / b; }

// A part of a product: one block of depth, one block of columns.
typedef struct {
  const graven_matmul *problem;
  const vector_kernels *kernels;
  panel_packer pack;
  const void *source;
  const float *a;
  long a_row;
  float *panels;
  long first_depth, depth, first_column, columns;
  long rows_each, columns_each;
  int reads_b;
} part;

// The 16 columns of B from a number on, which is a multiple of 16 from the part's start.
static float *panel_at(const part *p, long column) { return p->panels + column * p->depth; }

static int is_packed(const part *p, long column) { return !p->reads_b || p->columns - column < tile_columns; }

static void pack_panel(void *context, long number) {
  const part *p = context;
  long column = number * tile_columns;
  if (is_packed(p, column))
    p->pack(p->source, p->kernels, p->first_depth, p->depth, p->first_column + column,
            least(tile_columns, p->columns - column), panel_at(p, column));
}

static void multiply_item(void *context, long number) {
  const part *p = context;
  const graven_matmul *g = p->problem;
  long column_items = divided_up(p->columns, p->columns_each);
  long first_row = number / column_items * p->rows_each, rows = least(p->rows_each, g->rows - first_row);
  long first_column = number % column_items * p->columns_each;
  long last_column = least(first_column + p->columns_each, p->columns);
  // Blocks of 5 and 6 rows, rather than of 6 and a rest.
  long blocks = divided_up(rows, tile_rows);
  const float *a = p->a + first_row * p->a_row + p->first_depth;
  long a_row = p->a_row;
  float copy[item_rows * copied_row];
  if (last_column - first_column > tile_columns && rows > 1) {
    for (long row = 0; row < rows; row++) memcpy(copy + row * copied_row, a + row * a_row, p->depth * sizeof(float));
    a = copy;
    a_row = copied_row;
  }
  int first = p->first_depth == 0;
  for (long column = first_column; column < last_column; column += tile_columns) {
    int packed = is_packed(p, column);
    long in_c = p->first_column + column;
    tile t = {
        .a_row = a_row,
        .b = packed ? panel_at(p, column) : g->b + p->first_depth * g->b_row + in_c,
        .b_row = packed ? tile_columns : g->b_row,
        .depth = p->depth,
        .c_row = g->c_row,
        .columns = (int)least(tile_columns, p->columns - column),
        .d_row = first ? g->d_row : g->c_row,
        .d_column = first ? g->d_column : 1,
        .alpha = g->alpha,
        .beta = first ? g->beta : 1,
    };
    for (long block = 0; block < blocks; block++) {
      long row = first_row + rows * block / blocks;
      t.rows = (int)(first_row + rows * (block + 1) / blocks - row);
      t.a = a + (row - first_row) * a_row;
      t.c = g->c + row * g->c_row + in_c;
      t.d = !first ? t.c : g->d ? g->d + row * g->d_row + in_c * g->d_column : NULL;
      p->kernels->multiply_tile(&t);
    }
  }
}

// Items small enough that every thread gets some.
static void divide(part *p, int threads) {
  p->rows_each = item_rows;
  p->columns_each = item_columns;
  long wanted = 3 * threads;
  while (divided_up(p->problem->rows, p->rows_each) * divided_up(p->columns, p->columns_each) < wanted) {
    if (p->columns_each > 64)
      p->columns_each /= 2;
    else if (p->rows_each > 24)
      p->rows_each /= 2;
    else
      break;
  }
}

// A transposed A by rows.
typedef struct {
  const graven_matmul *problem;
  float *rows;
} row_copy;

static void copy_rows(void *context, long number) {
  const row_copy *copy = context;
  const graven_matmul *g = copy->problem;
  long first = number * 16, last = least(first + 16, g->rows);
  for (long column = 0; column < g->depth; column++)
    for (long row = first; row < last; row++)
      copy->rows[row * g->depth + column] = g->a[row * g->a_row + column * g->a_column];
}

void multiply_panels(graven_pool *pool, const graven_matmul *g, panel_packer pack, const void *source, int reads_b,
                     float *scratch) {
  if (g->rows <= 0 || g->columns <= 0) return;
  if ((double)g->rows * g->columns * g->depth < serial_work) pool = NULL;
  part p = {
      .problem = g, .kernels = chosen_kernels(), .pack = pack, .source = source, .a = g->a, .a_row = g->a_row,
      .panels = scratch, .reads_b = reads_b,
  };
  if (g->a_column != 1 && g->depth > 1) {
    row_copy copy = {g, scratch};
    graven_pool_run(pool, divided_up(g->rows, 16), copy_rows, &copy);
    p.a = scratch;
    p.a_row = g->depth;
    p.panels = scratch + g->rows * g->depth;
  }
  for (p.first_column = 0; p.first_column < g->columns; p.first_column += column_block) {
    p.columns = least(column_block, g->columns - p.first_column);
    divide(&p, graven_pool_threads(pool));
    long items = divided_up(g->rows, p.rows_each) * divided_up(p.columns, p.columns_each);
    p.first_depth = 0;
    do {
      p.depth = least(depth_block, g->depth - p.first_depth);
      graven_pool_run(pool, divided_up(p.columns, tile_columns), pack_panel, &p);
      graven_pool_run(pool, items, multiply_item, &p);
      p.first_depth += depth_block;
    } while (p.first_depth < g->depth);
  }
}

long panels_scratch(const graven_matmul *g) {
  long columns = divided_up(least(g->columns, column_block), tile_columns) * tile_columns;
  long copied = g->a_column != 1 && g->depth > 1 ? g->rows * g->depth : 0;
  return copied + columns * least(g->depth, depth_block);
}

// Packs a matrix.
static void pack_matrix(const void *source, const vector_kernels *kernels, long first_depth, long depth,
                        long first_column, long columns, float *panel) {
  const graven_matmul *g = source;
  const float *b = g->b + first_depth * g->b_row + first_column * g->b_column;
  if (g->b_column == 1 && columns == tile_columns) {
    for (long k = 0; k < depth; k++) memcpy(panel + k * tile_columns, b + k * g->b_row, tile_columns * sizeof(float));
  } else if (g->b_row == 1 && columns == tile_columns) {
    kernels->transpose_panel(b, g->b_column, depth, panel);
  } else {
    for (long k = 0; k < depth; k++)
      for (long column = 0; column < tile_columns; column++)
        panel[k * tile_columns + column] = column < columns ? b[k * g->b_row + column * g->b_column] : 0;
  }
}

// A product with one row: nothing is packed, B is read once, from its start to its end.
static void multiply_thin(void *context, long number) {
  const part *p = context;
  const graven_matmul *g = p->problem;
  long first = number * thin_columns, columns = least(thin_columns, g->columns - first);
  float sums[thin_columns];
  if (g->b_column == 1) {
    memset(sums, 0, columns * sizeof(float));
    p->kernels->row_times_rows(p->a, g->b + first, g->b_row, g->depth, columns, sums);
  } else {
    p->kernels->row_times_columns(p->a, g->b + first * g->b_column, g->b_column, g->depth, columns, sums);
  }
  for (long column = 0; column < columns; column++) {
    float addend = g->d ? g->beta * g->d[(first + column) * g->d_column] : 0;
    g->c[first + column] = g->alpha * sums[column] + addend;
  }
}

static int is_thin(const graven_matmul *g) { return g->rows == 1 && (g->b_column == 1 || g->b_row == 1); }

// With one column, the product of the transposed matrices has one row.
static graven_matmul with_one_row(const graven_matmul *g) {
  if (g->columns != 1 || g->rows == 1 || g->c_row != 1 || g->d_row > 1) return *g;
  graven_matmul turned = *g;
  turned.rows = 1;
  turned.columns = g->rows;
  turned.a = g->b;
  turned.a_row = g->b_column;
  turned.a_column = g->b_row;
  turned.b = g->a;
  turned.b_row = g->a_column;
  turned.b_column = g->a_row;
  turned.c_row = g->rows;
  turned.d_row = g->d_column;
  turned.d_column = g->d_row;
  return turned;
}

long graven_gemm_scratch(const graven_matmul *problem) {
  graven_matmul g = with_one_row(problem);
  return is_thin(&g) ? g.depth : panels_scratch(&g);
}

void graven_gemm(graven_pool *pool, const graven_matmul *problem, float *scratch) {
  graven_matmul g = with_one_row(problem);
  if (!is_thin(&g)) {
    int reads_b = g.b_column == 1 && g.rows <= few_rows;
    multiply_panels(pool, &g, pack_matrix, &g, reads_b, scratch);
    return;
  }
  if ((double)g.columns * g.depth < serial_work) pool = NULL;
  part p = {.problem = &g, .kernels = chosen_kernels(), .a = g.a};
  if (g.a_column != 1) {
    for (long k = 0; k < g.depth; k++) scratch[k] = g.a[k * g.a_column];
    p.a = scratch;
  }
  graven_pool_run(pool, divided_up(g.columns, thin_columns), multiply_thin, &p);
}
