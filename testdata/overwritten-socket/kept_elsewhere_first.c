struct pair { int old; int now; };

int replace_ok(struct pair *p)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    p->old = fd;
    fd = socket(AF_INET, SOCK_STREAM, 0);
    p->now = fd;
    return 0;
}
