pid_t start_ok(int *fd)
{
    pid_t pid;
    int sv[2];
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, sv) < 0)
        return -1;
    pid = fork();
    if (pid == 0) {
        close(sv[0]);
        dup2(sv[1], 0);
        execl("/bin/cat", "cat", NULL);
        _exit(1);
    }
    close(sv[1]);
    if (pid < 0) {
        close(sv[0]);
        return -1;
    }
    *fd = sv[0];
    return pid;
}

pid_t start_bad(int *fd)
{
    pid_t pid;
    int sv[2];
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, sv) < 0)
        return -1;
    pid = fork();
    if (pid < 0)
        return -1; //~ socket-leak
        //~| socket-leak
    if (pid == 0)
        run_child(sv);
    close(sv[1]);
    *fd = sv[0];
    return pid;
}
