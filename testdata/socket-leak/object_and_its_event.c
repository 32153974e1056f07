/* An object and the event that is made for it know each other, and the loop has the event. */
#include <event2/event.h>
#include <stdlib.h>
#include <sys/socket.h>

struct timer { evutil_socket_t ends[2]; struct event *event; };

static void on_time(evutil_socket_t unused, short what, void *arg)
{
    struct timer *timer = arg;
    if (send(timer->ends[1], "x", 1, 0) == -1) {
        evutil_closesocket(timer->ends[1]);
        event_free(timer->event);
        free(timer);
    }
}

int timer_ok(struct event_base *base, struct timeval *when)
{
    evutil_socket_t ends[2];
    struct event *event;
    struct timer *timer = calloc(1, sizeof *timer);
    if (!timer)
        return -1;
    if (evutil_socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == -1) {
        free(timer);
        return -1;
    }
    timer->ends[1] = ends[1];
    event = event_new(base, -1, EV_TIMEOUT | EV_PERSIST, on_time, timer);
    timer->event = event;
    event_add(event, when);
    return ends[0];
}

int timer_bad(struct event_base *base, struct timeval *when)
{
    evutil_socket_t ends[2];
    struct event *event;
    struct timer *timer = calloc(1, sizeof *timer);
    if (!timer)
        return -1;
    if (evutil_socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == -1) {
        free(timer);
        return -1;
    }
    timer->ends[1] = ends[1];
    event = event_new(base, -1, EV_TIMEOUT | EV_PERSIST, on_time, timer);
    if (!event)
        return -1; //~ socket-leak
    //~^ socket-leak
    timer->event = event;
    event_add(event, when);
    return ends[0];
}
