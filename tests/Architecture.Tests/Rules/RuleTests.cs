using Workflows.Activities;
using Workflows.Approvals;
using Workflows.Engine;
using Workflows.Persistence;

namespace Workflows.Architecture.Tests.Rules;

/// <summary>Each rule holds for the house, and each finds a violation it is fed.</summary>
public class RuleTests
{
    [Fact]
    public void Projects_reference_each_other_in_one_direction() => ProjectDirection.Violations(ProjectDirection.Read()).ShouldBeEmpty();

    [Fact]
    public void A_reference_against_the_direction_is_found() =>
        ProjectDirection.Violations([("Engine", "Approvals"), ("Host", "Engine"), ("Persistence", "Host")]).ShouldBe(["Engine references Approvals", "Persistence references Host"]);

    [Fact]
    public void No_type_has_an_empty_word_at_its_end() =>
        TypeNames.Violations(new[] { typeof(WorkflowRuntime), typeof(FillForm), typeof(Refusal), typeof(WorkflowsDb), typeof(Program) }.SelectMany(x => x.Assembly.GetTypes())).ShouldBeEmpty();

    [Fact]
    public void A_type_with_an_empty_word_is_found() => TypeNames.Violations([typeof(LetterService), typeof(Letter)]).ShouldBe([typeof(LetterService).FullName!]);

    [Fact]
    public void The_activities_name_no_engine() => Repository.Files("src/Activities", "*.cs").SelectMany(x => SourceLines.Violations(Path.GetFileName(x), File.ReadLines(x))).ShouldBeEmpty();

    [Fact]
    public void A_line_that_names_an_engine_is_found() =>
        SourceLines.Violations("X.cs", ["using System;", "using Elsa.Workflows;", "  global using static Elsa.Extensions.X;", "using A = Workflows.Engine.B;", "using Elsaesser;"])
            .ShouldBe(["X.cs:2: using Elsa.Workflows;", "X.cs:3: global using static Elsa.Extensions.X;", "X.cs:4: using A = Workflows.Engine.B;"]);

    [Fact]
    public void No_folder_is_named_by_a_kind() => FolderNames.Violations(Repository.Folders("src")).ShouldBeEmpty();

    [Fact]
    public void A_folder_named_by_a_kind_is_found() => FolderNames.Violations(["src/Host/Inbox", "src/Host/Services"]).ShouldBe(["src/Host/Services"]);

    [Fact]
    public void No_slice_of_the_application_uses_another()
    {
        var slices = Slices.Read();
        slices.ShouldContain("Inbox");
        Slices.Violations(Slices.Lines(slices), slices).ShouldBeEmpty();
    }

    [Fact]
    public void A_slice_that_uses_another_is_found() =>
        Slices.Violations([("Inbox", "Inbox/A.razor", "@using Workflows.Host.Cases"), ("Inbox", "Inbox/B.cs", "using Workflows.Host.Parts;"), ("Cases", "Cases/C.cs", "namespace Workflows.Host.Cases;")], ["Inbox", "Cases"])
            .ShouldBe(["Inbox/A.razor uses Cases"]);

    private sealed class Letter;

    private sealed class LetterService;
}
