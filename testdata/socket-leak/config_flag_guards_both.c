struct config { int tls; int verbose; };

int run_ok(struct config *cfg)
{
    int s = -1;
    if (cfg->tls)
        s = socket(AF_INET, SOCK_STREAM, 0);
    work(cfg->verbose);
    if (cfg->tls)
        close(s);
    return 0;
}

int run_bad(struct config *cfg)
{
    int s = -1;
    if (cfg->tls)
        s = socket(AF_INET, SOCK_STREAM, 0);
    work(cfg->verbose);
    if (cfg->verbose)
        close(s);
    return 0; //~ socket-leak
}
