/* Another turn of the loop means another element. */
struct slot { int fd; };

void sweep_ok(struct slot *slots, int n)
{
    char buf[64];
    for (int i = 0; i < n; i++) {
        if (recv(slots[i].fd, buf, sizeof(buf), 0) <= 0)
            close(slots[i].fd);
    }
}

void sweep_list_ok(struct node *list)
{
    char buf[64];
    for (struct node *it = list; it; it = it->next) {
        if (recv(it->fd, buf, sizeof(buf), 0) <= 0)
            close(it->fd);
    }
}
