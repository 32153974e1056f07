struct link {
    int fd;
    qb_loop_t *loop;
};

int greet(struct link *link)
{
    return send(link->fd, "hello\n", 6, 0);
}

void end_link_bad(struct link *link)
{
    shutdown(link->fd, SHUT_RDWR);
    close(link->fd);
    qb_loop_poll_del(link->loop, link->fd); //~ use-after-close
    link->fd = -1;
}

void end_link_ok(struct link *link)
{
    qb_loop_poll_del(link->loop, link->fd);
    close(link->fd);
    link->fd = -1;
}
