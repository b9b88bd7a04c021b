// JPEG by libjpeg.
#include "codec.h"

#if __has_include(<jpeglib.h>)
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>

#include <jerror.h>
#include <jpeglib.h>

// The state's layout goes with the version, so only the library that the header is of will do.
#if JPEG_LIB_VERSION >= 90
#define SONAME "libjpeg.so.9"
#elif JPEG_LIB_VERSION >= 80
#define SONAME "libjpeg.so.8"
#else
#define SONAME "libjpeg.so.62"
#endif

typedef struct {
  struct jpeg_error_mgr base;
  jmp_buf out;
} error_exit;

static void leave(j_common_ptr state) { longjmp(((error_exit *)state->err)->out, 1); }
static void say_nothing(j_common_ptr state) { (void)state; }

// Damage within the data is shown as it decodes; a file that ends too early is refused, because libjpeg would fill up
// the rest in gray.
static void hear(j_common_ptr state, int level) {
  if (level < 0 && state->err->msg_code == JWRN_JPEG_EOF) leave(state);
}

// Every scan of a progressive image goes over all of it, and takes but a few bytes of the file.
static void watch(j_common_ptr common) {
  j_decompress_ptr state = (j_decompress_ptr)common;
  if ((uint64_t)state->input_scan_number * state->image_width * state->image_height > 1ull << 32) leave(common);
}

// Adobe's programs write inks inverted, and say that it was them. Rounded as Pillow does.
static void convert_inks(const unsigned char *inks, unsigned char *to, long width, int is_inverted) {
  for (long x = 0; x < width; x++, inks += 4)
    for (int channel = 0; channel < 3; channel++) {
      unsigned light = is_inverted ? inks[3] : 255 - inks[3], ink = is_inverted ? 255 - inks[channel] : inks[channel];
      unsigned product = ink * light + 128;
      *to++ = (unsigned char)(light - ((product + (product >> 8)) >> 8));
    }
}

const char *graven_decode_jpeg(const unsigned char *bytes, size_t count, graven_image *image) {
  void *library = dlopen(SONAME, RTLD_NOW);
  if (!library) return "decoding JPEG needs libjpeg, which is not installed";
  int is_complete = 1;
  LOADED(jpeg_std_error);
  LOADED(jpeg_CreateDecompress);
  LOADED(jpeg_mem_src);
  LOADED(jpeg_read_header);
  LOADED(jpeg_start_decompress);
  LOADED(jpeg_read_scanlines);
  LOADED(jpeg_destroy_decompress);
  if (!is_complete) return "libjpeg is of an unknown version";
  // Zeros, because creating it can fail, and destroying it then reads it.
  struct jpeg_decompress_struct state = {0};
  struct jpeg_progress_mgr progress = {.progress_monitor = watch};
  error_exit errors;
  state.err = load_jpeg_std_error(&errors.base);
  errors.base.error_exit = leave;
  errors.base.output_message = say_nothing;
  errors.base.emit_message = hear;
  if (setjmp(errors.out)) {
    load_jpeg_destroy_decompress(&state);
    return damaged_image;
  }
  load_jpeg_CreateDecompress(&state, JPEG_LIB_VERSION, sizeof state);
  state.progress = &progress;
  load_jpeg_mem_src(&state, bytes, count);
  load_jpeg_read_header(&state, TRUE);
  int has_inks = state.jpeg_color_space == JCS_CMYK || state.jpeg_color_space == JCS_YCCK;
  state.out_color_space = has_inks ? JCS_CMYK : JCS_RGB;
  const char *wrong = allocate_pixels(image, state.image_width, state.image_height);
  if (!wrong) {
    load_jpeg_start_decompress(&state);
    JSAMPARRAY inks =
        has_inks ? state.mem->alloc_sarray((j_common_ptr)&state, JPOOL_IMAGE, state.image_width * 4, 1) : NULL;
    while (state.output_scanline < state.output_height) {
      JSAMPROW row = image->pixels + (size_t)state.output_scanline * 3 * (size_t)image->width;
      load_jpeg_read_scanlines(&state, inks ? inks : &row, 1);
      if (inks) convert_inks(inks[0], row, image->width, state.saw_Adobe_marker);
    }
  }
  load_jpeg_destroy_decompress(&state);
  return wrong;
}
#else
const char *graven_decode_jpeg(const unsigned char *bytes, size_t count, graven_image *image) {
  (void)bytes, (void)count, (void)image;
  return "this program was built without libjpeg";
}
#endif
