/* The object goes into a list by the address of one of its members. */
struct list { struct list *next, *prev; };
struct worker { int fd[2]; struct list list; };
static struct list workers;

#define APPEND(head, item) ({ (item)->prev = (head)->prev; (item)->prev->next = (head)->prev = (item); (item)->next = (head); (item); })

int add_worker(void)
{
    struct worker *w = calloc(1, sizeof(*w));
    if (!w)
        return -1;
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, w->fd) < 0) {
        free(w);
        return -1;
    }
    APPEND(&workers, &w->list);
    return 0;
}

void add_worker_at(struct list *head, int listener)
{
    struct worker *w = calloc(1, sizeof(*w));
    if (!w)
        return;
    w->fd[0] = accept(listener, 0, 0);
    head->next = &w->list;
}
