struct conn { int fd; };

int step_perhaps(struct conn *c)
{
    char line[64];
    if (recv(c->fd, line, sizeof(line), 0) == 0)
        return 1; //~ note eof-leak
    use(line);
    return 0;
}
