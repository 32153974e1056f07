void block_comment_bad(int fd)
{
    char buf[64];
    if (recv(fd, buf, sizeof(buf), 0) < 0) {
        /* close(fd); */
        return; //~ recv-error-leak
    }
    use(buf);
}

void behind_the_jump_bad(int fd)
{
    char buf[64];
    if (recv(fd, buf, sizeof(buf), 0) < 0)
        return; // close(fd); //~ recv-error-leak
    use(buf);
}

void prose_perhaps(int fd)
{
    char buf[64];
    if (recv(fd, buf, sizeof(buf), 0) < 0) {
        // whoever called us will call close(fd) when the time has come
        return; //~ note recv-error-leak
    }
    use(buf);
}

struct conn { int fd; };

void field_bad(struct conn *c)
{
    char buf[64];
    if (recv(c->fd, buf, sizeof(buf), 0) < 0) {
        //close(c->fd);
        return; //~ recv-error-leak
    }
    use(buf);
}

void other_handle_perhaps(int fd, int log)
{
    char buf[64];
    if (recv(fd, buf, sizeof(buf), 0) < 0) {
        // close(log);
        return; //~ note recv-error-leak
    }
    use(buf);
}
