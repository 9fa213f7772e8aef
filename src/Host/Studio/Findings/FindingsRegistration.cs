using Workflows.Engine.Definitions;
using Workflows.Host.Studio.Findings.Rules;

namespace Workflows.Host.Studio.Findings;

internal static class FindingsRegistration
{
    /// <summary>The rules that a chain must keep to be published, at a person's request and at start alike.</summary>
    public static void AddFindings(this IServiceCollection services) => services
        .AddScoped<ChartFindings>()
        .AddSingleton<IDefinitionRule, EveryOutcomeLeadsOn>()
        .AddSingleton<IDefinitionRule, EveryBoxIsInAChart>()
        .AddSingleton<IDefinitionRule, EveryBoxIsReached>()
        .AddSingleton<IDefinitionRule, EveryWayEnds>()
        .AddSingleton<IDefinitionRule, OpinionBeforeSeal>()
        .AddSingleton<IDefinitionRule, FilingBeforePublication>()
        .AddSingleton<IDefinitionRule, ProvinceIsAsked>()
        .AddSingleton<IDefinitionRule, EveryApproverIsFound>()
        .AddSingleton<IDefinitionRule, EveryInputExists>()
        .AddSingleton<IDefinitionRule, EveryFieldExists>();
}
