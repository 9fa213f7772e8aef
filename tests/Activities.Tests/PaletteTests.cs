using System.Reflection;
using System.Text.RegularExpressions;
using Workflows.Activities.Words;

namespace Workflows.Activities.Tests;

/// <summary>What an administrator finds in the palette: six groups, Chinese and English words, described inputs.</summary>
public partial class PaletteTests
{
    private static readonly string[] Groups = ["文件", "意见与用印", "收件与汇总", "评定与名单", "共同体", "统计与任务"];

    public static TheoryData<Type> Activities => [.. typeof(FillForm).Assembly.GetExportedTypes().Where(t => t.IsAssignableTo(typeof(IActivity)) && !t.IsAbstract)];

    [Theory]
    [MemberData(nameof(Activities))]
    public void An_activity_has_Chinese_and_English_words_and_stands_in_one_of_the_six_groups(Type type)
    {
        var own = type.GetCustomAttribute<ActivityAttribute>().ShouldNotBeNull();
        own.Namespace.ShouldBe("Approvals");
        own.Category.ShouldBeOneOf(Groups);
        Chinese().IsMatch(own.DisplayName ?? "").ShouldBeTrue();
        Chinese().IsMatch(own.Description ?? "").ShouldBeTrue();
        var english = type.GetCustomAttribute<InEnglishAttribute>().ShouldNotBeNull();
        english.Name.ShouldNotBeNullOrWhiteSpace();
        english.Description.ShouldEndWith(".");
    }

    [Theory]
    [MemberData(nameof(Activities))]
    public void Inputs_and_outputs_are_described_in_both_languages(Type type)
    {
        foreach (var property in type.GetProperties().Where(p => p.PropertyType.IsAssignableTo(typeof(Input)) || p.PropertyType.IsAssignableTo(typeof(Output))))
        {
            var (name, words) = property.GetCustomAttribute<InputAttribute>() is { } input ? (input.DisplayName, input.Description)
                : property.GetCustomAttribute<OutputAttribute>() is { } output ? (output.DisplayName, output.Description)
                : throw new ShouldAssertException($"{type.Name}.{property.Name} has neither [Input] nor [Output].");
            Chinese().IsMatch(name ?? "").ShouldBeTrue($"{type.Name}.{property.Name} needs a Chinese name.");
            Chinese().IsMatch(words ?? "").ShouldBeTrue($"{type.Name}.{property.Name} needs a Chinese description.");
            property.GetCustomAttribute<InEnglishAttribute>().ShouldNotBeNull($"{type.Name}.{property.Name} needs its English words.");
            property.GetValue(Activator.CreateInstance(type, [null, null])).ShouldNotBeNull($"{type.Name}.{property.Name} needs a default.");
        }
    }

    [Theory]
    [MemberData(nameof(Activities))]
    public void Every_outcome_has_words(Type type)
    {
        foreach (var outcome in type.GetCustomAttribute<FlowNodeAttribute>()?.Outcomes ?? [])
            OutcomeWords.Names.ShouldContain(outcome, $"{type.Name} ends with {outcome}; give it words in OutcomeWords.");
    }

    [Theory]
    [MemberData(nameof(Activities))]
    public void Every_activity_has_its_own_tests(Type type) =>
        File.Exists(Path.Combine(World.SourceFolder(), "tests", "Activities.Tests", $"{type.Name}Tests.cs")).ShouldBeTrue();

    [Fact]
    public void Every_word_of_an_outcome_is_used()
    {
        var used = typeof(FillForm).Assembly.GetExportedTypes().SelectMany(t => t.GetCustomAttribute<FlowNodeAttribute>()?.Outcomes ?? []).Concat(["Assigned", "Scored", "Ranked", "Acknowledge", "AcknowledgeAndForward", "NotForUs"]);

        OutcomeWords.Names.ShouldBe(used.Distinct(), ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(ChoiceLists))]
    public async Task Choices_are_in_Chinese_and_each_value_stands_once(Type type)
    {
        var forms = Approvals.Forms.FormDefinitions.Load(Path.Combine(World.SourceFolder(), "workflows"));
        var provider = (IPropertyUIHandler)(type.GetConstructor([]) is null ? Activator.CreateInstance(type, forms) : Activator.CreateInstance(type))!;

        var answer = await provider.GetUIPropertiesAsync(typeof(FillForm).GetProperty("Party")!, null, TestContext.Current.CancellationToken);

        var items = answer.Values.OfType<Elsa.Workflows.UIHints.Dropdown.DropDownProps>().Single().SelectList!.Items;
        items.ShouldNotBeEmpty();
        items.ShouldAllBe(i => Chinese().IsMatch(i.Text));
        items.Select(i => i.Value).ShouldBeUnique();
    }

    /// <summary>The lists that are the same everywhere; those that are read from the database are another test's.</summary>
    public static TheoryData<Type> ChoiceLists => [.. typeof(FillForm).Assembly.GetExportedTypes().Where(t => t.IsAssignableTo(typeof(IPropertyUIHandler)) && t.GetConstructor([typeof(Approvals.ApprovalsDb)]) is null)];

    [Fact]
    public async Task Organisations_and_calls_are_offered_as_they_are_now()
    {
        await using var world = await World.Build();

        var (organisations, calls) = (await Offered(db => new Choices.OrganisationChoices(db)), await Offered(db => new Choices.CallChoices(db)));

        organisations.Select(i => i.Value).ShouldBe(["", .. world.Organisations.Values.Select(id => $"{id}")], ignoreOrder: true);
        calls.Count.ShouldBe(3);

        Task<ICollection<Elsa.Workflows.UIHints.Dropdown.SelectListItem>> Offered(Func<Approvals.ApprovalsDb, IPropertyUIHandler> choices) => world.Read(async scope =>
        {
            var answer = await choices(scope.GetRequiredService<Approvals.ApprovalsDb>()).GetUIPropertiesAsync(typeof(StartCases).GetProperty("Unit")!, null, TestContext.Current.CancellationToken);
            answer.ShouldNotContainKey("Refresh", "a panel that is drawn anew with every answer loses what is being typed");
            return answer.Values.OfType<Elsa.Workflows.UIHints.Dropdown.DropDownProps>().Single().SelectList!.Items;
        });
    }

    [Fact]
    public void No_source_file_names_an_engine()
    {
        var folder = Path.Combine(World.SourceFolder(), "src", "Activities");
        foreach (var file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Where(f => !f.Contains("/obj/", StringComparison.Ordinal)))
            EngineName().IsMatch(File.ReadAllText(file)).ShouldBeFalse($"{file} names an engine; Elsa's namespaces stand in Activities.csproj only.");
    }

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Chinese();

    [GeneratedRegex(@"\bElsa\.|\bWorkflows\.Engine\b")]
    private static partial Regex EngineName();
}
