using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Organisations;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.Account;

/// <summary>Keeps the keys that protect cookies and access tokens in the database: a restart signs nobody out, and several nodes share them.</summary>
public sealed class KeysInDatabase(IServiceScopeFactory scopes) : IXmlRepository, IConfigureOptions<KeyManagementOptions>
{
    public void Configure(KeyManagementOptions options) => options.XmlRepository = this;

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        return [.. scope.ServiceProvider.GetRequiredService<ApprovalsDb>().ProtectionKeys.Select(key => key.Xml).AsEnumerable().Select(XElement.Parse)];
    }

    /// <summary>Once at the first start and every 90 days; the framework waits for it on the thread.</summary>
    public void StoreElement(XElement element, string friendlyName) => Task.Run(async () =>
    {
        await using var scope = scopes.CreateAsyncScope();
        var stored = await scope.ServiceProvider.GetRequiredService<UnitOfWork>().Run<Done>(
            Actor.System,
            (services, _) =>
            {
                services.GetRequiredService<ApprovalsDb>().ProtectionKeys.Add(new ProtectionKey { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
                return Task.FromResult(Done.Result);
            });
        if (stored.Refusal is { } refusal) throw new InvalidOperationException($"Expected the key {friendlyName} to be stored, but it was refused: {refusal}.");
    }).GetAwaiter().GetResult();
}
