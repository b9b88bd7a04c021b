// Products and convolutions of random sizes, beside sums in doubles. Built with sanitizers, which see what is read or
// written outside: each tensor is memory of its own. Prints `N right, N wrong`.
#include "include/conv.h"
#include "include/gemm.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static unsigned long long state = 1;
static int right, wrong;

static long draw(long below) {
  state = state * 6364136223846793005ULL + 1442695040888963407ULL;
  return (long)((state >> 33) % (unsigned long long)below);
}

static float *tensor(long count) {
  float *values = malloc((size_t)(count ? count : 1) * sizeof *values);
  for (long i = 0; i < count; i++) values[i] = (float)(draw(2001) - 1000) / 1000;
  return values;
}

static void judge(int is_right) { is_right ? right++ : wrong++; }

static int is_near(double want, float got, long depth) { return fabs(want - got) <= 1e-5 * (double)(depth + 10); }

static void check_product(graven_pool *pool) {
  long rows = 1 + draw(draw(4) ? 20 : 130), columns = 1 + draw(draw(4) ? 40 : 300), depth = 1 + draw(draw(4) ? 40 : 600);
  int turns_a = draw(2) == 0, turns_b = draw(2) == 0, adds = draw(3) == 0;
  float *a = tensor(rows * depth), *b = tensor(depth * columns), *c = tensor(rows * columns), *d = tensor(columns);
  graven_matmul g = {
      .rows = rows, .columns = columns, .depth = depth,
      .a = a, .a_row = turns_a ? 1 : depth, .a_column = turns_a ? rows : 1,
      .b = b, .b_row = turns_b ? 1 : columns, .b_column = turns_b ? depth : 1,
      .c = c, .c_row = columns, .d = adds ? d : NULL, .d_row = 0, .d_column = 1, .alpha = 1.5f, .beta = 0.5f,
  };
  float *scratch = tensor(graven_gemm_scratch(&g));
  graven_gemm(pool, &g, scratch);
  int is_right = 1;
  for (long row = 0; row < rows; row++)
    for (long column = 0; column < columns; column++) {
      double sum = 0;
      for (long k = 0; k < depth; k++)
        sum += (double)a[row * g.a_row + k * g.a_column] * b[k * g.b_row + column * g.b_column];
      is_right &= is_near(1.5 * sum + (adds ? 0.5 * d[column] : 0), c[row * columns + column], depth);
    }
  judge(is_right);
  free(a), free(b), free(c), free(d), free(scratch);
}

static double convolved(const graven_convolution *p, long image, long filter, const long at[3]) {
  long group = filter / p->filters, volume = p->kernel[0] * p->kernel[1] * p->kernel[2];
  double sum = p->bias ? p->bias[filter] : 0;
  for (long channel = 0; channel < p->channels; channel++)
    for (long tap = 0; tap < volume; tap++) {
      long taps[3] = {tap / (p->kernel[2] * p->kernel[1]), tap / p->kernel[2] % p->kernel[1], tap % p->kernel[2]};
      long place = 0, is_inside = 1;
      for (int axis = 0; axis < 3; axis++) {
        long index = at[axis] * p->strides[axis] + taps[axis] * p->dilations[axis] - p->pads[axis];
        is_inside &= index >= 0 && index < p->input[axis];
        place = place * p->input[axis] + index;
      }
      if (!is_inside) continue;
      long plane = (image * p->groups + group) * p->channels + channel;
      sum += (double)p->weights[(filter * p->channels + channel) * volume + tap] *
             p->x[plane * p->input[0] * p->input[1] * p->input[2] + place];
    }
  return sum;
}

static void check_convolution(graven_pool *pool) {
  graven_convolution p = {.batches = 1 + draw(2), .groups = 1 + draw(4), .channels = 1 + draw(4), .filters = 1 + draw(9)};
  if (draw(3) == 0) p.channels = p.filters = 1;
  for (int axis = 0; axis < 3; axis++) {
    int is_used = axis > 0 || draw(5) == 0;
    p.kernel[axis] = is_used ? 1 + draw(4) : 1;
    p.strides[axis] = is_used ? 1 + draw(3) : 1;
    p.dilations[axis] = is_used ? 1 + draw(2) : 1;
    p.pads[axis] = is_used ? draw(p.kernel[axis]) : 0;
    long extent = (p.kernel[axis] - 1) * p.dilations[axis] + 1;
    p.input[axis] = is_used ? extent + draw(24) : 1;
    p.output[axis] = (p.input[axis] + 2 * p.pads[axis] - extent) / p.strides[axis] + 1;
  }
  long taps = p.kernel[0] * p.kernel[1] * p.kernel[2], places = p.output[0] * p.output[1] * p.output[2];
  long filters = p.groups * p.filters;
  float *x = tensor(p.batches * p.groups * p.channels * p.input[0] * p.input[1] * p.input[2]);
  float *weights = tensor(filters * p.channels * taps), *bias = tensor(filters);
  float *y = tensor(p.batches * filters * places);
  p.x = x, p.weights = weights, p.bias = draw(2) ? bias : NULL, p.y = y;
  float *scratch = tensor(graven_convolve_scratch(pool, &p));
  graven_convolve(pool, &p, scratch);
  int is_right = 1;
  for (long image = 0; image < p.batches; image++)
    for (long filter = 0; filter < filters; filter++)
      for (long place = 0; place < places; place++) {
        long at[3] = {place / (p.output[2] * p.output[1]), place / p.output[2] % p.output[1], place % p.output[2]};
        is_right &= is_near(convolved(&p, image, filter, at), y[(image * filters + filter) * places + place], p.channels * taps);
      }
  judge(is_right);
  free(x), free(weights), free(bias), free(y), free(scratch);
}

int main(void) {
  for (int threads = 1; threads <= 3; threads++) {
    graven_pool *pool = graven_pool_create(threads);
    for (int number = 0; number < 120; number++) {
      check_product(pool);
      check_convolution(pool);
    }
    graven_pool_destroy(pool);
  }
  printf("%d right, %d wrong\n", right, wrong);
  return wrong > 0;
}
