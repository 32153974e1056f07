/* The parent closes the child's end right behind `fork`: who frees the object has one end left to close. */
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

struct job { int ends[2]; int pid; };
void watch_job(struct job *);
void run_child(int);

void job_free_ok(struct job *job)
{
    close(job->ends[0]);
    free(job);
}

int job_start(void)
{
    struct job *job = calloc(1, sizeof *job);
    if (!job)
        return -1;
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, job->ends) < 0) {
        free(job);
        return -1;
    }
    job->pid = fork();
    if (job->pid == 0) {
        close(job->ends[0]);
        run_child(job->ends[1]);
        _exit(0);
    }
    close(job->ends[1]);
    watch_job(job);
    return 0;
}

struct task { int ends[2]; int state; };
void watch_task(struct task *);

void task_free_bad(struct task *task)
{
    close(task->ends[0]);
    free(task); //~ socket-leak
}

int task_start(void)
{
    struct task *task = calloc(1, sizeof *task);
    if (!task)
        return -1;
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, task->ends) < 0) {
        free(task);
        return -1;
    }
    watch_task(task);
    return 0;
}
