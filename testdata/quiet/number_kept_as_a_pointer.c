/* Numbers and requests that travel as `void *`, and callees that store them. */
#include <glib.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

struct clock {
    void *data;
};

static void set_data(struct clock *clock, void *data)
{
    clock->data = data;
}

int clock_open(struct clock *clock)
{
    int fd = socket(AF_UNIX, SOCK_DGRAM, 0);
    if (fd < 0)
        exit(1);
    set_data(clock, (void *)(long)fd);
    return 1;
}

struct job {
    void (*run)(void *);
    void *arg;
    struct job *next;
};
struct request {
    int fd;
};
static struct job *jobs;

static void handle(void *arg)
{
    struct request *request = arg;
    close(request->fd);
    free(request);
}

static void job_init(struct job *job, void (*run)(void *), void *arg)
{
    job->run = run;
    job->arg = arg;
}

static int queue(struct job *job)
{
    struct job *copy = malloc(sizeof *copy);
    if (!copy)
        return -1;
    *copy = *job;
    copy->next = jobs;
    jobs = copy;
    return 0;
}

static void schedule(int fd)
{
    struct job job;
    struct request *request = malloc(sizeof *request);
    if (!request) {
        close(fd);
        return;
    }
    request->fd = fd;
    job_init(&job, handle, request);
    if (queue(&job) != 0) {
        free(request);
        close(fd);
        return;
    }
}

void on_listener(int listener)
{
    int fd = accept(listener, 0, 0);
    if (fd >= 0)
        schedule(fd);
}

static void *reader(void *arg)
{
    int *pair = arg;
    close(pair[0]);
    close(pair[1]);
    return arg;
}

static int run_thread(GThreadFunc function, gpointer data)
{
    GThread *thread = g_thread_new(NULL, function, data);
    return g_thread_join(thread) != NULL;
}

int test_reader(void)
{
    int pair[2];
    if (socketpair(PF_UNIX, SOCK_STREAM, 0, pair) < 0)
        return 0;
    return run_thread(reader, pair);
}
