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

// Components of any depth as 8 bits; a single one is gray.
static const char *copy_pixels(const opj_image_t *decoded, graven_image *image) {
  if (decoded->numcomps == 0) return damaged_image;
  const opj_image_comp_t *parts[3];
  for (int channel = 0; channel < 3; channel++) {
    parts[channel] = &decoded->comps[decoded->numcomps < 3 ? 0 : channel];
    if (!parts[channel]->data || parts[channel]->w != parts[0]->w || parts[channel]->h != parts[0]->h)
      return "images whose components differ in size are not decoded";
  }
  if (!allocate_pixels(image, parts[0]->w, parts[0]->h)) return "the image is too large";
  for (int channel = 0; channel < 3; channel++) {
    int shift = (int)parts[channel]->prec - 8;
    for (size_t i = 0; i < (size_t)image->width * image->height; i++) {
      long value = parts[channel]->data[i] + (parts[channel]->sgnd ? 1L << (parts[channel]->prec - 1) : 0);
      value = shift > 0 ? value >> shift : value << -shift;
      image->pixels[3 * i + channel] = (unsigned char)(value < 0 ? 0 : value > 255 ? 255 : value);
    }
  }
  return NULL;
}

const char *graven_decode_jpeg2000(const unsigned char *bytes, size_t count, graven_image *image) {
  void *library = dlopen("libopenjp2.so.7", RTLD_NOW);
  if (!library) return "decoding JPEG 2000 needs OpenJPEG, which is not installed";
  LOADED(library, opj_stream_default_create);
  LOADED(library, opj_stream_set_read_function);
  LOADED(library, opj_stream_set_skip_function);
  LOADED(library, opj_stream_set_seek_function);
  LOADED(library, opj_stream_set_user_data);
  LOADED(library, opj_stream_set_user_data_length);
  LOADED(library, opj_stream_destroy);
  LOADED(library, opj_set_default_decoder_parameters);
  LOADED(library, opj_create_decompress);
  LOADED(library, opj_setup_decoder);
  LOADED(library, opj_read_header);
  LOADED(library, opj_decode);
  LOADED(library, opj_destroy_codec);
  LOADED(library, opj_image_destroy);
  if (!load_opj_stream_default_create || !load_opj_stream_set_read_function || !load_opj_stream_set_skip_function ||
      !load_opj_stream_set_seek_function || !load_opj_stream_set_user_data ||
      !load_opj_stream_set_user_data_length || !load_opj_stream_destroy || !load_opj_set_default_decoder_parameters ||
      !load_opj_create_decompress || !load_opj_setup_decoder || !load_opj_read_header || !load_opj_decode ||
      !load_opj_destroy_codec || !load_opj_image_destroy)
    return "OpenJPEG is of an unknown version";
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
    if (load_opj_setup_decoder(codec, &parameters) && load_opj_read_header(stream, codec, &decoded) &&
        load_opj_decode(codec, stream, decoded))
      wrong = copy_pixels(decoded, image);
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
