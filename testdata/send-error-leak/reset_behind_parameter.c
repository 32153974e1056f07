/* A variable of the file is given by its address, and set to hold none without a close. */

static int cached = -1;

static int write_all(int fd, const char *data, size_t left)
{
    while (left > 0) {
        ssize_t done = write(fd, data, left);

        if (done < 0)
            return -1;
        data += done;
        left -= done;
    }
    return 0;
}

static int tell_bad(int *fd, const char *text)
{
    assert(*fd >= 0);
    if (write_all(*fd, text, strlen(text)) != 0) {
        *fd = -1; //~ send-error-leak
        return -1;
    }
    return 0;
}

static int tell_ok(int *fd, const char *text)
{
    assert(*fd >= 0);
    if (write_all(*fd, text, strlen(text)) != 0) {
        close(*fd);
        *fd = -1;
        return -1;
    }
    return 0;
}

int tell_all(const struct sockaddr *to, socklen_t n)
{
    if (cached == -1) {
        cached = socket(AF_INET, SOCK_STREAM, 0);
        if (cached == -1)
            return -1;
        connect(cached, to, n);
    }
    return tell_bad(&cached, "bad") + tell_ok(&cached, "good");
}
