/* Two variables that hold one socket are equal. */
void serve_ok(int listener, int is_one_shot)
{
    int fd = accept(listener, NULL, NULL);
    int out = -1;
    if (fd < 0)
        return;
    if (is_one_shot)
        out = fd;
    else
        out = socket(AF_INET, SOCK_STREAM, 0);
    if (out != fd && out >= 0)
        close(out);
    close(fd);
}

void serve_bad(int listener, int is_one_shot)
{
    int fd = accept(listener, NULL, NULL);
    int out = -1;
    if (fd < 0)
        return;
    if (is_one_shot)
        out = fd;
    else
        out = socket(AF_INET, SOCK_STREAM, 0);
    if (out >= 0)
        close(out);
    close(fd); //~ double-close
}
