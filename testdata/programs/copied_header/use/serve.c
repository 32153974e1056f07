// Two parts of the tree have a copy of the header: whichever is meant, it says which functions come back.
#include "vm.h"

int serve_ok(struct vm *vm, const struct sockaddr *at, int length)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        vm_raise(vm, "%s", strerror(errno));
    if (bind(s, at, length) < 0) {
        close(s);
        vm_raise(vm, "%s", strerror(errno));
    }
    return s;
}

int serve_or_stop_ok(struct vm *vm, const struct sockaddr *at, int length)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        vm_stop(vm);
    if (bind(s, at, length) < 0) {
        close(s);
        vm_stop(vm);
    }
    return s;
}

int serve_bad(struct vm *vm, const struct sockaddr *at, int length)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        vm_note(vm, "%s", strerror(errno));
    if (bind(s, at, length) < 0) { //~ unchecked-socket-call
        close(s);
        vm_raise(vm, "%s", strerror(errno));
    }
    return s;
}
