/* Macros from headers that are not here jump to the label, which closes if something went wrong. */
rsRetVal open_it(int *out, const struct sockaddr *addr)
{
    DEFiRet;
    int fd = -1;
    if ((fd = socket(AF_INET, SOCK_STREAM, 0)) < 0)
        ABORT_FINALIZE(RS_RET_ERR);
    CHKiRet(set_up(fd));
    if (connect(fd, addr, sizeof(*addr)) < 0)
        ABORT_FINALIZE(RS_RET_ERR);
    *out = fd;
finalize_it:
    if (iRet != RS_RET_OK && fd != -1)
        close(fd);
    RETiRet;
}
