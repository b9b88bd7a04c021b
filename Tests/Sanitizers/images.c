// Damaged images, in a program with sanitizers. Prints how many were decoded and how many were refused.
#include "include/image_codecs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned char bytes[1 << 20];

static void decode(const unsigned char *from, size_t count, int *decoded, int *refused) {
  // Memory of its own, so that a read behind the end is seen.
  unsigned char *copy = malloc(count ? count : 1);
  memcpy(copy, from, count);
  graven_image image;
  const char *wrong = graven_image_decode(copy, count, 1 << 20, &image);
  ++*(wrong ? refused : decoded);
  if (!wrong) free(image.pixels);
  free(copy);
}

int main(int count, char **paths) {
  int decoded = 0, refused = 0;
  for (int number = 1; number < count; number++) {
    FILE *file = fopen(paths[number], "rb");
    if (!file) return 2;
    size_t size = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    decode(bytes, size, &decoded, &refused);
    for (int round = 0; round < 200; round++) {
      unsigned char before[3];
      size_t places[3];
      for (int i = 0; i < 3; i++) {
        places[i] = (size_t)rand() % size;
        before[i] = bytes[places[i]];
        bytes[places[i]] = (unsigned char)rand();
      }
      decode(bytes, round % 2 ? size : (size_t)rand() % size, &decoded, &refused);
      for (int i = 2; i >= 0; i--) bytes[places[i]] = before[i];
    }
  }
  printf("%d decoded, %d refused\n", decoded, refused);
  return 0;
}
