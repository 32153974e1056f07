int pass_and_exec(const struct sockaddr *addr, char **argv)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (connect(fd, addr, sizeof(*addr)) < 0) {
        close(fd);
        return -1;
    }
    if (dup2(fd, STDIN_FILENO) < 0) {
        close(fd);
        return -1;
    }
    if (fd != STDIN_FILENO)
        close(fd);
    execv(argv[0], argv);
    return -1;
}
