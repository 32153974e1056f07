/* A store through a pointer that was just set to null ends the process, and is meant to. */
#include <errno.h>
#include <stdio.h>
#include <sys/socket.h>

#define CRASH { char *nowhere = 0; *nowhere = 0; }
#define STOP() (*(volatile int *)0 = 1)

int refuses_ok(int plain)
{
    int got = accept(plain, 0, 0);
    if (got != -1 || errno != EINVAL) {
        printf("accept: %d\n", errno);
        CRASH
    }
    got = listen(plain, 5);
    return got;
}

int refuses_shortly_ok(int plain)
{
    int got = accept(plain, 0, 0);
    if (got != -1)
        STOP();
    got = listen(plain, 5);
    return got;
}

/* The pointer has been set since. */
int counts_bad(int plain, char *place)
{
    char *at = 0;
    int got;
    at = place;
    got = accept(plain, 0, 0);
    if (got != -1 || errno != EINVAL)
        *at = 1;
    got = listen(plain, 5); //~ overwritten-socket
    return got;
}

void point_at(char **place);

/* So has this one, by who was given its address. */
int filled_bad(int plain)
{
    char *at = 0;
    int got;
    got = accept(plain, 0, 0);
    if (got != -1 || errno != EINVAL) {
        at = 0;
        point_at(&at);
        *at = 1;
    }
    got = listen(plain, 5); //~ overwritten-socket
    return got;
}
