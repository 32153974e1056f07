/* Two helpers that call each other and close the socket in the end. */

static void hand_down(int fd, int n);

static void hand_up(int fd, int n)
{
    if (n == 0)
        close(fd);
    else
        hand_down(fd, n - 1);
}

static void hand_down(int fd, int n)
{
    hand_up(fd, n - 1);
}

int closed_again_bad(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    hand_down(fd, 5);
    close(fd); //~ double-close
    return 0;
}

int closed_ok(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    hand_down(fd, 5);
    return 0;
}
