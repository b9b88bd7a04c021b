// JPEG 2000 by OpenJPEG.
#include "codec.h"

#if __has_include(<openjpeg-2.5/openjpeg.h>)
#include <string.h>

#include <openjpeg-2.5/openjpeg.h>

typedef struct {
  const unsigned char *bytes;
  size_t count, place;
} memory_file;

static OPJ_SIZE_T read_bytes(void *target, OPJ_SIZE_T wanted, void *handle) {
  memory_file *file = handle;
  size_t rest = file->place < file->count ? file->count - file->place : 0;
  if (rest == 0) return (OPJ_SIZE_T)-1;
  if (wanted > rest) wanted = rest;
  memcpy(target, file->bytes + file->place, wanted);
  file->place += wanted;
  return wanted;
}

static OPJ_OFF_T skip(OPJ_OFF_T count, void *handle) {
  memory_file *file = handle;
  if (count < 0 || (size_t)count > file->count - file->place) return -1;
  file->place += (size_t)count;
  return count;
}

static OPJ_BOOL seek(OPJ_OFF_T place, void *handle) {
  memory_file *file = handle;
  if (place < 0 || (size_t)place > file->count) return OPJ_FALSE;
  file->place = (size_t)place;
  return OPJ_TRUE;
}

// What is wrong with the sizes, before memory is taken: of four bytes for each sample, twice.
static const char *claim_error(const opj_image_t *decoded, const graven_image *image) {
  unsigned long samples = 0;
  for (OPJ_UINT32 i = 0; i < decoded->numcomps; i++) {
    const opj_image_comp_t *part = &decoded->comps[i];
    const char *wrong = size_error(image, part->w, part->h);
    if (wrong) return wrong;
    samples += (unsigned long)part->w * part->h;
  }
  return samples > (unsigned long)image->most_pixels ? "the image is too large" : NULL;
}

static unsigned char byte(double value) { return (unsigned char)(value < 0 ? 0 : value > 255 ? 255 : value + 0.5); }

// Components of any depth as 8 bits; one or two are gray, and its alpha.
static const char *copy_pixels(const opj_image_t *decoded, graven_image *image) {
  if (decoded->numcomps == 0) return damaged_image;
  const opj_image_comp_t *parts[3];
  for (int channel = 0; channel < 3; channel++) {
    parts[channel] = &decoded->comps[decoded->numcomps < 3 ? 0 : channel];
    if (!parts[channel]->data || parts[channel]->prec < 1 || parts[channel]->prec > 32) return damaged_image;
    if (parts[channel]->w != parts[0]->w || parts[channel]->h != parts[0]->h)
      return "images whose components differ in size are not decoded";
  }
  const char *wrong = allocate_pixels(image, parts[0]->w, parts[0]->h);
  if (wrong) return wrong;
  size_t pixels = (size_t)image->width * (size_t)image->height;
  for (int channel = 0; channel < 3; channel++) {
    int precision = (int)parts[channel]->prec;
    for (size_t i = 0; i < pixels; i++) {
      long value = parts[channel]->data[i] + (parts[channel]->sgnd ? 1L << (precision - 1) : 0);
      value = precision > 8 ? value >> (precision - 8) : value * (1 << (8 - precision));
      image->pixels[3 * i + channel] = (unsigned char)(value < 0 ? 0 : value > 255 ? 255 : value);
    }
  }
  if (decoded->color_space == OPJ_CLRSPC_SYCC && decoded->numcomps >= 3)
    for (unsigned char *at = image->pixels; at < image->pixels + 3 * pixels; at += 3) {
      double luma = at[0], blue = at[1] - 128.0, red = at[2] - 128.0;
      at[0] = byte(luma + 1.402 * red);
      at[1] = byte(luma - 0.344136 * blue - 0.714136 * red);
      at[2] = byte(luma + 1.772 * blue);
    }
  return NULL;
}

const char *graven_decode_jpeg2000(const unsigned char *bytes, size_t count, graven_image *image) {
  void *library = dlopen("libopenjp2.so.7", RTLD_NOW);
  if (!library) return "decoding JPEG 2000 needs OpenJPEG, which is not installed";
  int is_complete = 1;
  LOADED(opj_stream_default_create);
  LOADED(opj_stream_set_read_function);
  LOADED(opj_stream_set_skip_function);
  LOADED(opj_stream_set_seek_function);
  LOADED(opj_stream_set_user_data);
  LOADED(opj_stream_set_user_data_length);
  LOADED(opj_stream_destroy);
  LOADED(opj_set_default_decoder_parameters);
  LOADED(opj_create_decompress);
  LOADED(opj_setup_decoder);
  LOADED(opj_read_header);
  LOADED(opj_decode);
  LOADED(opj_destroy_codec);
  LOADED(opj_image_destroy);
  if (!is_complete) return "OpenJPEG is of an unknown version";
  memory_file file = {bytes, count, 0};
  opj_stream_t *stream = load_opj_stream_default_create(OPJ_TRUE);
  opj_codec_t *codec = load_opj_create_decompress(bytes[0] == 0 ? OPJ_CODEC_JP2 : OPJ_CODEC_J2K);
  opj_image_t *decoded = NULL;
  const char *wrong = damaged_image;
  if (stream && codec) {
    load_opj_stream_set_read_function(stream, read_bytes);
    load_opj_stream_set_skip_function(stream, skip);
    load_opj_stream_set_seek_function(stream, seek);
    load_opj_stream_set_user_data(stream, &file, NULL);
    load_opj_stream_set_user_data_length(stream, count);
    opj_dparameters_t parameters;
    load_opj_set_default_decoder_parameters(&parameters);
    if (load_opj_setup_decoder(codec, &parameters) && load_opj_read_header(stream, codec, &decoded)) {
      const char *claims = claim_error(decoded, image);
      wrong = claims ? claims : load_opj_decode(codec, stream, decoded) ? copy_pixels(decoded, image) : damaged_image;
    }
  }
  if (decoded) load_opj_image_destroy(decoded);
  if (codec) load_opj_destroy_codec(codec);
  if (stream) load_opj_stream_destroy(stream);
  return wrong;
}
#else
const char *graven_decode_jpeg2000(const unsigned char *bytes, size_t count, graven_image *image) {
  (void)bytes, (void)count, (void)image;
  return "this program was built without OpenJPEG";
}
#endif
