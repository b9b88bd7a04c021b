// Convolutions of floats, whose images lie channel by channel (NCHW).
#ifndef GRAVEN_CONV_H
#define GRAVEN_CONV_H

#include "pool.h"

/// A convolution over at most three spatial axes: depth, height, width. Where an axis is missing, its sizes, strides
/// and dilations are 1 and its padding 0.
typedef struct {
  long batches, groups;
  /// Of one group.
  long channels, filters;
  long input[3], kernel[3], output[3], strides[3], dilations[3];
  /// Before the first element; what lies behind the last one is padding too.
  long pads[3];
  /// batches × groups · channels × input
  const float *x;
  /// groups · filters × channels × kernel
  const float *weights;
  /// One for each filter; NULL for none.
  const float *bias;
  /// batches × groups · filters × output
  float *y;
} graven_convolution;

/// How many floats of scratch memory `graven_convolve` needs; -1 where their number overflows.
long graven_convolve_scratch(graven_pool *pool, const graven_convolution *problem);

/// Computes a convolution on all threads of the pool, which may be NULL. Nothing outside the tensors is touched.
void graven_convolve(graven_pool *pool, const graven_convolution *problem, float *scratch);

#endif
