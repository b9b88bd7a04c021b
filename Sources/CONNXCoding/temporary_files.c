// The temporary files that exist right now, so that a signal which ends the process can take them with it.
//
// In C, because a signal handler may neither lock nor allocate nor wait for a lazy initialisation: one fixed table,
// filled before a file is created and read by the handler as it stands.

#include "TemporaryFiles.h"

#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

enum { places = 64, path_size = 4096 };
enum { free_place, taken_place, live_place };

static atomic_int states[places];
static char paths[places][path_size];

int graven_temporary_add(const char *path) {
  size_t size = strlen(path) + 1;
  if (size > path_size) return -1;
  for (int place = 0; place < places; place++) {
    int expected = free_place;
    if (!atomic_compare_exchange_strong(&states[place], &expected, taken_place)) continue;
    memcpy(paths[place], path, size);
    atomic_store(&states[place], live_place);
    return place;
  }
  return -1;
}

void graven_temporary_remove(int place) {
  if (place >= 0 && place < places) atomic_store(&states[place], free_place);
}

void graven_temporary_unlink_all(void) {
  for (int place = 0; place < places; place++) {
    if (atomic_load(&states[place]) == live_place) unlink(paths[place]);
  }
}

static void on_signal(int number) {
  graven_temporary_unlink_all();
  // The action was reset to the default on entry, so the same signal, let through on return, ends the process.
  raise(number);
}

void graven_temporary_unlink_on_signals(void) {
  static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGXCPU, SIGALRM};
  for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
    struct sigaction old;
    if (sigaction(numbers[i], NULL, &old) != 0 || old.sa_handler != SIG_DFL) continue;
    struct sigaction new = {.sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND};
    sigfillset(&new.sa_mask);
    sigaction(numbers[i], &new, NULL);
  }
  signal(SIGXFSZ, SIG_IGN);
}
