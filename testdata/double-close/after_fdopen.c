/* The stream owns the descriptor. */
void log_bad(const struct sockaddr *addr)
{
    FILE *f;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return;
    f = fdopen(fd, "w");
    if (!f) {
        close(fd);
        return;
    }
    fclose(f);
    close(fd); //~ double-close
}

void log_ok(const struct sockaddr *addr)
{
    FILE *f;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return;
    f = fdopen(fd, "w");
    if (f != NULL) {
        write_greeting(f);
        fclose(f);
    }
    if (f == NULL)
        close(fd);
}

/* What is still in the stream's buffer goes to whoever has the number by then. */
void descriptor_first_bad(int listener)
{
    FILE *f;
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return;
    f = fdopen(fd, "w");
    if (!f) {
        close(fd);
        return;
    }
    fputs("bye\n", f);
    close(fd);
    fclose(f); //~ double-close
}

/* Two streams need two descriptors. */
void two_streams_ok(int listener)
{
    FILE *in, *out;
    int copy, fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return;
    in = fdopen(fd, "r");
    if (!in) {
        close(fd);
        return;
    }
    copy = dup(fd);
    out = copy < 0 ? NULL : fdopen(copy, "w");
    if (out)
        fclose(out);
    else if (copy >= 0)
        close(copy);
    fclose(in);
}

static int talk(int fd)
{
    char line[80];
    int result = 0;
    FILE *f = fdopen(fd, "r+");
    if (f == NULL)
        return -1;
    if (fgets(line, sizeof(line), f) == NULL)
        result = -2;
    fclose(f);
    return result;
}

void each_bad(int listener)
{
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return;
    talk(fd);
    close(fd); //~ double-close
}

void each_ok(int listener)
{
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return;
    if (talk(fd) == -1)
        close(fd);
}
