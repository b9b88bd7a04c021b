// See conv.h. A convolution with a kernel of one element is a product of weights and pixels. One with a channel per
// filter goes over each channel with its padding around it. The others are products too, of the weights and a matrix
// with a column for each window, which is only ever made 16 columns at a time.
#include "include/conv.h"
#include "gemm_panels.h"
#include "vectors.h"

#include <string.h>

/// The floats of a part of a channel with its padding, which lies on the stack.
enum { strip_floats = 6144 };

static inline long least(long a, long b) { return a < b ? a : b; }

static long volume(const long sizes[3]) { return sizes[0] * sizes[1] * sizes[2]; }

// MARK: - Windows as columns of a matrix

// Neighbouring windows of one row of the output.
typedef struct {
  int lane, count;
  /// Where the first of them starts in the input; may lie in the padding.
  long z, y, x;
} window_run;

static int runs_of(const graven_convolution *c, long place, long count, window_run *runs) {
  int number = 0;
  for (long lane = 0; lane < count;) {
    long x = (place + lane) % c->output[2], row = (place + lane) / c->output[2];
    long y = row % c->output[1], z = row / c->output[1];
    long length = least(count - lane, c->output[2] - x);
    runs[number++] = (window_run){
        (int)lane, (int)length, z * c->strides[0] - c->pads[0], y * c->strides[1] - c->pads[1],
        x * c->strides[2] - c->pads[2],
    };
    lane += length;
  }
  return number;
}

static inline int is_inside(long index, long size) { return index >= 0 && index < size; }

// The elements of a row of the input, a stride apart from x on; 0 in the padding.
static inline void gather(const float *row, long width, long x, long stride, int count, float *out) {
  if (x >= 0 && x + (count - 1) * stride < width) {
    if (stride == 1 && count == tile_columns)
      memcpy(out, row + x, tile_columns * sizeof(float));
    else
      for (int i = 0; i < count; i++) out[i] = row[x + i * stride];
  } else {
    for (int i = 0; i < count; i++) out[i] = is_inside(x + i * stride, width) ? row[x + i * stride] : 0;
  }
}

typedef struct {
  const graven_convolution *problem;
  const float *image;
} window_source;

static void pack_windows(const void *context, const vector_kernels *kernels, long first_row, long rows,
                         long first_column, long columns, float *panel) {
  (void)kernels;
  const window_source *source = context;
  const graven_convolution *c = source->problem;
  const long *input = c->input, *kernel = c->kernel;
  window_run runs[tile_columns];
  int run_count = runs_of(c, first_column, columns, runs);
  long kx = first_row % kernel[2], ky = first_row / kernel[2] % kernel[1];
  long kz = first_row / (kernel[2] * kernel[1]) % kernel[0];
  const float *channel = source->image + first_row / volume(kernel) * volume(input);
  for (long row = 0; row < rows; row++, panel += tile_columns) {
    for (int number = 0; number < run_count; number++) {
      const window_run *run = &runs[number];
      long z = run->z + kz * c->dilations[0], y = run->y + ky * c->dilations[1], x = run->x + kx * c->dilations[2];
      if (is_inside(z, input[0]) && is_inside(y, input[1]))
        gather(channel + (z * input[1] + y) * input[2], input[2], x, c->strides[2], run->count, panel + run->lane);
      else
        memset(panel + run->lane, 0, run->count * sizeof(float));
    }
    for (long lane = columns; lane < tile_columns; lane++) panel[lane] = 0;
    if (++kx < kernel[2]) continue;
    kx = 0;
    if (++ky < kernel[1]) continue;
    ky = 0;
    if (++kz < kernel[0]) continue;
    kz = 0;
    channel += volume(input);
  }
}

// MARK: - As products

static int is_pointwise(const graven_convolution *c) {
  int result = 1;
  for (int axis = 0; axis < 3; axis++)
    result &= c->kernel[axis] == 1 && c->strides[axis] == 1 && c->pads[axis] == 0 && c->input[axis] == c->output[axis];
  return result;
}

// The product of one group of one image.
static graven_matmul product(const graven_convolution *c, long number) {
  long group = number % c->groups, depth = c->channels * volume(c->kernel), places = volume(c->output);
  return (graven_matmul){
      .rows = c->filters,
      .columns = places,
      .depth = depth,
      .a = c->weights + group * c->filters * depth,
      .a_row = depth,
      .a_column = 1,
      .b = c->x + number * c->channels * volume(c->input),
      .b_row = places,
      .b_column = 1,
      .c = c->y + number * c->filters * places,
      .c_row = places,
      .d = c->bias ? c->bias + group * c->filters : NULL,
      .d_row = 1,
      .d_column = 0,
      .alpha = 1,
      .beta = 1,
  };
}

static long product_scratch(const graven_convolution *c) {
  graven_matmul g = product(c, 0);
  return is_pointwise(c) ? graven_gemm_scratch(&g) : panels_scratch(&g);
}

static void convolve_image(graven_pool *pool, const graven_convolution *c, long number, float *scratch) {
  graven_matmul g = product(c, number);
  if (is_pointwise(c)) return graven_gemm(pool, &g, scratch);
  window_source source = {c, g.b};
  multiply_panels(pool, &g, pack_windows, &source, 0, scratch);
}

// Groups of images: each thread takes whole ones where there are enough.
typedef struct {
  const graven_convolution *problem;
  float *scratch;
  long parts, part_scratch;
} image_parts;

static long part_count(graven_pool *pool, const graven_convolution *c) {
  int threads = graven_pool_threads(pool);
  return c->batches * c->groups >= 2 * threads ? 2 * threads : 1;
}

static void convolve_part(void *context, long number) {
  const image_parts *p = context;
  long images = p->problem->batches * p->problem->groups;
  for (long image = images * number / p->parts; image < images * (number + 1) / p->parts; image++)
    convolve_image(NULL, p->problem, image, p->scratch + number * p->part_scratch);
}

// MARK: - One channel for each filter

// The width of a channel's row with its padding, and with what the last vector of the output reads.
static long strip_width(const graven_convolution *c) {
  return (c->output[2] + 7) / 8 * 8 * c->strides[2] + (c->kernel[2] - 1) * c->dilations[2];
}

// The rows of input for some rows of output.
static long strip_rows(const graven_convolution *c, long rows) {
  return (rows - 1) * c->strides[1] + (c->kernel[1] - 1) * c->dilations[1] + 1;
}

static int is_depthwise(const graven_convolution *c) {
  return c->channels == 1 && c->input[0] == 1 && c->kernel[0] == 1 && c->output[0] == 1 && c->pads[0] == 0 &&
         c->strides[2] < strip_floats && c->dilations[1] < strip_floats && c->dilations[2] < strip_floats &&
         c->kernel[1] <= 64 && c->kernel[2] <= 64 && c->output[2] <= strip_floats &&
         strip_width(c) * strip_rows(c, 1) <= strip_floats;
}

// Copies rows of a channel from a number on, which may lie in the padding, with zeros around them.
static void fill_strip(const graven_convolution *c, const float *channel, long first, long rows, float *strip) {
  long width = strip_width(c), left = least(c->pads[2], width), copied = least(c->input[2], width - left);
  for (long row = first; row < first + rows; row++, strip += width) {
    if (!is_inside(row, c->input[1])) {
      memset(strip, 0, width * sizeof(float));
      continue;
    }
    memset(strip, 0, left * sizeof(float));
    memcpy(strip + left, channel + row * c->input[2], copied * sizeof(float));
    memset(strip + left + copied, 0, (width - left - copied) * sizeof(float));
  }
}

static void convolve_channel(void *context, long number) {
  const graven_convolution *c = context;
  long filter = number % (c->groups * c->filters), width = strip_width(c), taps = c->kernel[1] * c->kernel[2];
  const float *channel = c->x + number / c->filters * c->input[1] * c->input[2];
  float *out = c->y + number * c->output[1] * c->output[2];
  long rows_each = 1;
  while (rows_each < c->output[1] && strip_rows(c, rows_each + 1) * width <= strip_floats) rows_each++;
  float strip[strip_floats];
  for (long first = 0; first < c->output[1]; first += rows_each) {
    long rows = least(rows_each, c->output[1] - first);
    fill_strip(c, channel, first * c->strides[1] - c->pads[1], strip_rows(c, rows), strip);
    plane p = {
        .in = strip,
        .in_row = width,
        .weights = c->weights + filter * taps,
        .bias = c->bias ? c->bias[filter] : 0,
        .kernel_height = (int)c->kernel[1],
        .kernel_width = (int)c->kernel[2],
        .stride_y = c->strides[1],
        .stride_x = (int)c->strides[2],
        .dilation_y = (int)c->dilations[1],
        .dilation_x = (int)c->dilations[2],
        .out = out + first * c->output[2],
        .out_rows = rows,
        .out_columns = c->output[2],
    };
    chosen_kernels()->convolve_plane(&p);
  }
}

// MARK: - Which of them

long graven_convolve_scratch(graven_pool *pool, const graven_convolution *problem) {
  if (is_depthwise(problem)) return 0;
  long floats;
  return __builtin_mul_overflow(part_count(pool, problem), product_scratch(problem), &floats) ? -1 : floats;
}

void graven_convolve(graven_pool *pool, const graven_convolution *problem, float *scratch) {
  const graven_convolution *c = problem;
  long images = c->batches * c->groups;
  if (images == 0 || c->filters == 0 || volume(c->output) == 0) return;
  if (is_depthwise(c)) return graven_pool_run(pool, images * c->filters, convolve_channel, (void *)c);
  image_parts parts = {c, scratch, part_count(pool, c), product_scratch(c)};
  if (parts.parts > 1) return graven_pool_run(pool, parts.parts, convolve_part, &parts);
  for (long image = 0; image < images; image++) convolve_image(pool, c, image, scratch);
}
