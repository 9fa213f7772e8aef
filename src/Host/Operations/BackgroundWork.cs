namespace Workflows.Host.Operations;

/// <summary>What the program does by itself begins when the start is finished; the server listens before that.</summary>
public static class BackgroundWork
{
    /// <summary>Registers like the given action does, but its hosted services begin only after <see cref="StartUp.Finished"/>.</summary>
    public static void AddBackgroundWork(this IServiceCollection services, Action<IServiceCollection> add)
    {
        var before = services.Count;
        add(services);
        for (var at = before; at < services.Count; at++)
        {
            if (services[at] is not { ServiceType: var type } descriptor || type != typeof(IHostedService)) continue;
            services[at] = ServiceDescriptor.Singleton<IHostedService>(provider => new OnceStarted(Make(descriptor, provider), provider.GetRequiredService<StartUp>()));
        }
    }

    private static IHostedService Make(ServiceDescriptor descriptor, IServiceProvider provider) => (IHostedService)(
        descriptor.ImplementationInstance
        ?? descriptor.ImplementationFactory?.Invoke(provider)
        ?? ActivatorUtilities.CreateInstance(provider, descriptor.ImplementationType!));

    private sealed class OnceStarted(IHostedService inner, StartUp start) : BackgroundService
    {
        private bool isStarted;

        protected override async Task ExecuteAsync(CancellationToken stopping)
        {
            // What stopped the start is thrown where it was called.
            await start.Finished.WaitAsync(stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!start.IsDone || stopping.IsCancellationRequested) return;
            isStarted = true;
            await inner.StartAsync(stopping);
            if (inner is BackgroundService { ExecuteTask: { } work }) await work;
        }

        public override async Task StopAsync(CancellationToken cancellationToken)
        {
            if (isStarted) await inner.StopAsync(cancellationToken);
            await base.StopAsync(cancellationToken);
        }

        public override void Dispose()
        {
            (inner as IDisposable)?.Dispose();
            base.Dispose();
        }
    }
}
